package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.Limits;
import io.leasehold.store.RunId;
import io.leasehold.store.Wish;
import java.util.List;
import java.util.Optional;

/** The operator's commands (R17): judged and carried out in one script. */
final class RedisOperator {
    private final Calls calls;

    RedisOperator(Calls calls) {
        this.calls = calls;
    }

    CommandAnswer command(Command command) {
        Arguments.command(command, Limits.LARGEST);
        Values values = new Values()
                .add(command.job().value())
                .add(command.run().value())
                .add(command.expectedNumber());
        add(values, command.order());
        return answer(calls.run(Script.COMMAND, values).parts());
    }

    private static void add(Values values, Command.Order order) {
        if (order instanceof Command.Start) {
            values.add("START");
        } else if (order instanceof Command.Stop) {
            values.add("STOP");
        } else if (order instanceof Command.Restart restart) {
            values.add("RESTART").add(restart.newRun().value()).add(restart.evenInDoubt());
        } else if (order instanceof Command.Resolve resolve) {
            values.add("RESOLVE").add(resolve.sequence()).add(resolve.attempt());
            values.add(resolve.verdict().name()).add(resolve.verdict().name().substring(0, 1));
        } else if (order instanceof Command.Amend amend) {
            values.add("AMEND").add(amend.payload());
        } else if (order instanceof Command.Park park) {
            values.add("PARK").add(park.token());
        } else {
            values.add("DELETE").nothing().add(((Command.Delete) order).evenInDoubt());
        }
    }

    private static CommandAnswer answer(List<Reply> parts) {
        String kind = parts.get(0).text();
        return switch (kind) {
            case "APPLIED" -> new CommandAnswer.Applied(parts.get(1).number(), wish(parts.get(2)));
            case "STALE" ->
                new CommandAnswer.Stale(
                        new RunId(parts.get(1).text()), parts.get(2).number(), wish(parts.get(3)));
            case "REFUSED" ->
                new CommandAnswer.Refused(
                        CommandAnswer.Reason.valueOf(parts.get(1).text()));
            case "ABSENT" ->
                new CommandAnswer.Absent(Optional.of(parts.get(1).text())
                        .filter(run -> !run.isEmpty())
                        .map(RunId::new));
            default -> throw new IllegalStateException("the script of command answers no such thing as " + kind);
        };
    }

    private static Wish wish(Reply reply) {
        return Wish.valueOf(reply.text());
    }
}
