package io.leasehold.store;

import java.util.Optional;

/**
 * The owner's part of a job record, complete: every write replaces it whole (R12). Payload, wish and command number are the
 * operator's and never in it.
 *
 * @param status what the engines found
 * @param stateVersion the version in which state, next state and effect are written
 * @param sequence the number of the open step or, if none is open, of the next one to be decided; from 1
 * @param state where the job stands; none until its first step has been decided
 * @param open the step whose outcome is not recorded
 * @param failures decisions and attempts that failed, in a row
 * @param lapses owners in a row that were lost while this job was at work (R10); an owner that records a probation sets it back to two
 * @param probation whether the owner recorded that it runs this job under suspicion
 * @param doubts the run's steps in doubt
 * @param error the last error, at most 1,000 characters
 */
public record Progress(
        Status status,
        int stateVersion,
        long sequence,
        Optional<Bytes> state,
        Optional<OpenStep> open,
        int failures,
        int lapses,
        boolean probation,
        DoubtLog doubts,
        Optional<String> error) {
    public Progress {
        Check.between("state version", stateVersion, 1, Integer.MAX_VALUE);
        Check.between("sequence", sequence, 1, Long.MAX_VALUE);
        Check.between("failures", failures, 0, Integer.MAX_VALUE);
        Check.between("lapses", lapses, 0, Integer.MAX_VALUE);
        state.ifPresent(bytes -> Check.atMost("bytes of the state", bytes.size(), Limits.LARGEST.state()));
        error = error.map(Progress::fitting);
    }

    /** Where a run begins. */
    public static Progress initial(int stateVersion) {
        return new Progress(
                Status.READY,
                stateVersion,
                1,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                false,
                DoubtLog.EMPTY,
                Optional.empty());
    }

    /** A copy to be changed field by field. */
    public Change change() {
        return new Change(this);
    }

    /** Bytes of state, next state and effect: what this part of the record weighs. */
    public long bytes() {
        long standing = state.map(Bytes::size).orElse(0);
        long intended =
                open.map(step -> step.effect().size() + step.nextState().size()).orElse(0);
        return standing + intended;
    }

    /** Cut to the limit, NUL and half characters replaced: any store can keep it. */
    private static String fitting(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xfffd : c)
                .takeWhile(c -> kept.length() + Character.charCount(c) <= Limits.ERROR_CHARACTERS)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** A progress under construction; not thread-safe. */
    public static final class Change {
        private Status status;
        private int stateVersion;
        private long sequence;
        private Optional<Bytes> state;
        private Optional<OpenStep> open;
        private int failures;
        private int lapses;
        private boolean probation;
        private DoubtLog doubts;
        private Optional<String> error;

        private Change(Progress from) {
            status = from.status;
            stateVersion = from.stateVersion;
            sequence = from.sequence;
            state = from.state;
            open = from.open;
            failures = from.failures;
            lapses = from.lapses;
            probation = from.probation;
            doubts = from.doubts;
            error = from.error;
        }

        public Change status(Status value) {
            status = value;
            return this;
        }

        public Change stateVersion(int value) {
            stateVersion = value;
            return this;
        }

        public Change sequence(long value) {
            sequence = value;
            return this;
        }

        public Change state(Optional<Bytes> value) {
            state = value;
            return this;
        }

        public Change open(Optional<OpenStep> value) {
            open = value;
            return this;
        }

        public Change failures(int value) {
            failures = value;
            return this;
        }

        public Change lapses(int value) {
            lapses = value;
            return this;
        }

        public Change probation(boolean value) {
            probation = value;
            return this;
        }

        public Change doubts(DoubtLog value) {
            doubts = value;
            return this;
        }

        public Change error(Optional<String> value) {
            error = value;
            return this;
        }

        /** The changed copy. */
        public Progress done() {
            return new Progress(
                    status, stateVersion, sequence, state, open, failures, lapses, probation, doubts, error);
        }
    }
}
