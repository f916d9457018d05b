package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.Limits;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Owners' writes (R11 to R15). */
final class RedisWrites {
    private final Calls calls;

    RedisWrites(Calls calls) {
        this.calls = calls;
    }

    List<WriteAnswer> write(List<Write> batch) {
        Arguments.write(batch, Limits.LARGEST);
        if (batch.isEmpty()) {
            return List.of();
        }
        Values values = new Values();
        batch.forEach(write -> add(values, write));
        List<Reply> parts = calls.run(Script.WRITE, values).parts();
        List<WriteAnswer> answers = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            answers.add(answer(batch.get(i), parts.get(i).parts()));
        }
        return answers;
    }

    private static void add(Values values, Write write) {
        values.add(write.job().value())
                .add(write.owner().value())
                .add(write.token())
                .add(write.revision())
                .add(write.delay().map(Duration::toMillis))
                .add(write.release());
        JobHash.add(values, write.progress());
    }

    private static WriteAnswer answer(Write write, List<Reply> parts) {
        String kind = parts.get(0).text();
        return switch (kind) {
            case "APPLIED" ->
                new WriteAnswer.Applied(
                        Wish.valueOf(parts.get(1).text()), parts.get(2).number());
            case "SUPERSEDED" -> new WriteAnswer.Superseded();
            case "FENCED" -> new WriteAnswer.Fenced();
            case "REGRESSED" ->
                new WriteAnswer.Regressed(WriteAnswer.Loss.valueOf(parts.get(1).text()));
            case "REFUSED" ->
                new WriteAnswer.Refused("the sequence never goes back: stored "
                        + parts.get(1).text() + ", written " + write.progress().sequence());
            default -> throw new IllegalStateException("the script of write answers no such thing as " + kind);
        };
    }
}
