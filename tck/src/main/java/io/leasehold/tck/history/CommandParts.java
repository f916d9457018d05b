package io.leasehold.tck.history;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandRules;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.memory.Contents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of one command (R17). Job and lease are two records, which no store is asked to join in one step: a lapsed owner is ended
 * before the job changes, and whether the owner lives may be looked up before, too. A refusal may name either of two reasons that hold.
 */
final class CommandParts {
    private CommandParts() {}

    private static Optional<StoredJob> meant(Contents contents, Command command) {
        return Optional.ofNullable(contents.jobs().get(command.job()))
                .filter(job -> !CommandRules.stale(command, job.record()));
    }

    private static Optional<LeaseId> owner(Contents contents, Command command) {
        return meant(contents, command).flatMap(job -> job.record().ownership().owner());
    }

    /** Restart or Delete ends the owner that it found, if that has lapsed; meanwhile the command may have become stale. */
    record EndLapsed(long call) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> ended = now.contents().leases().values().stream()
                    .filter(lease -> now.isMarked(call, lease.id().value()) && lease.lapsed(definition.now()))
                    .map(lease -> lease.ended(LeaseEnd.LAPSED, definition.now()))
                    .map(lease -> now.with(now.contents().with(lease)));
            return Stream.concat(Stream.of(now), ended).toList();
        }
    }

    /** A command that isn't stale finds an owner that hasn't ended, or not. */
    record FindOwner(long call, Command command) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> seen = owner(now.contents(), command)
                    .filter(lease -> Definition.live(now.contents(), lease))
                    .map(lease -> now.marked(call, lease.value()))
                    .stream();
            return Stream.concat(Stream.of(now), seen).toList();
        }
    }

    /** The command is carried out or answered. */
    record Apply(long call, Command command) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> defined = new Whole(new Request.Order(command)).after(definition, now, answer).stream();
            return Stream.of(defined, ownerKept(definition, now, answer), refused(now, answer))
                    .flatMap(all -> all)
                    .distinct()
                    .toList();
        }

        private Stream<Known> ownerKept(Definition definition, Known now, Optional<Object> answer) {
            return meant(now.contents(), command)
                    .filter(job -> owner(now.contents(), command)
                            .filter(lease -> now.isMarked(call, lease.value()))
                            .isPresent())
                    .map(job -> kept(definition, now, job, answer))
                    .orElse(Stream.empty());
        }

        private Stream<Known> kept(Definition definition, Known now, StoredJob job, Optional<Object> answer) {
            CommandRules.Effect effect = CommandRules.apply(command, job.record(), true);
            return effect
                    .job()
                    .filter(changed -> answer.map(effect.answer()::equals).orElse(true))
                    .map(changed ->
                            now.with(now.contents().with(job.with(changed).dueAt(definition.now()))))
                    .stream();
        }

        private Stream<Known> refused(Known now, Optional<Object> answer) {
            return meant(now.contents(), command)
                    .map(job -> CommandRules.apply(command, job.record(), false).answer())
                    .filter(CommandAnswer.Refused.class::isInstance)
                    .filter(refusal -> answer.filter(refusal::equals).isPresent())
                    .map(refusal -> now)
                    .stream();
        }
    }

    static boolean endsLapsed(Command command) {
        return command.order() instanceof Command.Restart || command.order() instanceof Command.Delete;
    }

    static boolean leavesLive(Command command) {
        return command.order() instanceof Command.Start;
    }
}
