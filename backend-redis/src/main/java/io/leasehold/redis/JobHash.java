package io.leasehold.redis;

import io.leasehold.store.Bytes;
import io.leasehold.store.DoubtText;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job's fields, as scripts answer them, and an owner's part as {@code write.lua} takes it. */
final class JobHash {
    private final Map<String, Reply> fields;

    private JobHash(Map<String, Reply> fields) {
        this.fields = fields;
    }

    /** Pairs of an id and the fields of its job. */
    static List<JobRecord> jobs(List<Reply> pairs, long now) {
        return pairs.stream().map(pair -> job(pair.parts(), now).orElseThrow()).toList();
    }

    /** An id and the fields of its job; without fields there is no job. */
    static Optional<JobRecord> job(List<Reply> pair, long now) {
        Map<String, Reply> fields = pair.get(1).fields();
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobHash(fields).read(new JobId(pair.get(0).text()), now));
    }

    static Optional<LeaseId> owner(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new LeaseId(text));
    }

    private JobRecord read(JobId id, long now) {
        Progress progress = progress();
        Optional<Duration> age = progress.open().map(step -> between(number("opened_at"), now));
        return new JobRecord(
                id,
                text("type"),
                new RunId(text("run")),
                field("payload").content(),
                Wish.valueOf(text("wish")),
                number("number"),
                new Ownership(owner(text("owner")), number("token"), number("revision"), number("claim")),
                progress,
                between(now, number("due_at")),
                age,
                TakeoverText.read(text("takeovers")));
    }

    private static Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(Math.max(0, toMillis - fromMillis));
    }

    private Progress progress() {
        return new Progress(
                Status.valueOf(text("status")),
                small("version"),
                number("sequence"),
                content("state"),
                open(),
                small("failures"),
                small("lapses"),
                field("probation").flag(),
                DoubtText.read(number("doubt_count"), text("doubts")),
                Optional.ofNullable(fields.get("error")).map(Reply::text));
    }

    private Optional<OpenStep> open() {
        int attempt = small("attempt");
        if (attempt == 0) {
            return Optional.empty();
        }
        return Optional.of(new OpenStep(
                field("effect").content(),
                field("next").content(),
                pace(text("pace")),
                attempt,
                OpenStep.Standing.valueOf(text("standing")),
                field("doubted").flag()));
    }

    private Reply field(String name) {
        Reply field = fields.get(name);
        if (field == null) {
            throw new IllegalStateException("a job's record must have the field " + name + ", but hasn't");
        }
        return field;
    }

    private Optional<Bytes> content(String name) {
        return Optional.ofNullable(fields.get(name)).map(Reply::content);
    }

    private String text(String name) {
        return field(name).text();
    }

    private long number(String name) {
        return field(name).number();
    }

    private int small(String name) {
        return field(name).small();
    }

    private static String pace(Pace pace) {
        return pace.from() + " " + pace.time();
    }

    private static Pace pace(String field) {
        String[] parts = field.split(" ", -1);
        return new Pace(Pace.From.valueOf(parts[0]), Duration.parse(parts[1]));
    }

    /** The owner's part: 18 arguments. */
    static void add(Values values, Progress progress) {
        Optional<OpenStep> open = progress.open();
        values.add(progress.status().name())
                .add(progress.stateVersion())
                .add(progress.sequence())
                .add(progress.state().isPresent())
                .add(progress.state().orElse(Bytes.EMPTY));
        values.add(open.map(OpenStep::attempt).orElse(0))
                .add(open.map(OpenStep::effect).orElse(Bytes.EMPTY))
                .add(open.map(OpenStep::nextState).orElse(Bytes.EMPTY))
                .add(open.map(step -> pace(step.pace())))
                .add(open.map(OpenStep::standing))
                .add(open.filter(OpenStep::doubted).isPresent());
        values.add(progress.failures())
                .add(progress.lapses())
                .add(progress.probation())
                .add(progress.doubts().count())
                .add(DoubtText.of(progress.doubts()))
                .add(progress.error().isPresent())
                .add(progress.error().orElse(""));
    }
}
