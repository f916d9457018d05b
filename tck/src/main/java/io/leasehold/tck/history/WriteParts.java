package io.leasehold.tck.history;

import io.leasehold.store.JobRecord;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.Contents;
import io.leasehold.tck.history.Request.Writes;
import java.util.List;
import java.util.Optional;

/**
 * The two steps of one write (R13): it is tried, then answered from what stands there, in a later statement if need be. So the answer
 * carries the wish of then, and may tell that the claim is over or the revision superseded though the write itself was applied.
 */
final class WriteParts {
    private static final String TRIED = "tried";

    private WriteParts() {}

    record Try(long call, Write write) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Contents written =
                    definition.ask(now.contents(), new Writes(List.of(write))).contents();
            return List.of(now.with(written).marked(call, TRIED));
        }
    }

    record ReadBack(long call, Write write) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Definition.Outcome outcome = definition.ask(now.contents(), new Writes(List.of(write)));
            boolean told = answer.map(
                            heard -> List.of(heard).equals(outcome.answer()) || released(now.contents(), heard))
                    .orElse(true);
            boolean judged = outcome.contents().equals(now.contents());
            return Part.when(now.isMarked(call, TRIED) && judged && told, now);
        }

        /** R11: a repeated release may be fenced, but needn't. */
        private boolean released(Contents contents, Object heard) {
            return Optional.ofNullable(contents.jobs().get(write.job()))
                    .map(StoredJob::record)
                    .filter(job -> write.release() && stands(job))
                    .map(job -> new WriteAnswer.Applied(job.wish(), job.commandNumber()))
                    .filter(heard::equals)
                    .isPresent();
        }

        private boolean stands(JobRecord job) {
            return job.ownership().owner().isEmpty()
                    && job.ownership().token() == write.token()
                    && job.ownership().revision() == write.revision();
        }
    }
}
