package io.leasehold.tck.broken;

import io.leasehold.store.Arguments;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Ownership;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Mistakes with how writes are judged: R11 to R13. */
final class BrokenWrites {
    private BrokenWrites() {}

    /** R11: whoever writes is taken for the owner. */
    static Breaking tokenUnchecked() {
        return seeing(BrokenWrites::believed);
    }

    /** R11: a release frees the job, whoever sends it. */
    static Breaking releaseUnchecked() {
        return seeing((write, stored) -> {
            Ownership o = stored.ownership();
            return write.release() && !o.is(write.owner(), write.token())
                    ? Changed.numbered(releasing(believed(write, stored), stored), o.revision() + 1)
                    : write;
        });
    }

    /** R12: the last write to arrive stands, whatever its number. */
    static Breaking lateWriteWins() {
        return seeing((write, stored) -> {
            Ownership o = stored.ownership();
            return o.is(write.owner(), write.token()) && o.revision() > write.revision()
                    ? Changed.numbered(write, o.revision() + 1)
                    : write;
        });
    }

    private interface Reading {
        /** What becomes of a write in view of the job that is there. */
        Write read(Write write, JobRecord stored);
    }

    private static Breaking seeing(Reading reading) {
        return (kept, behind) -> {
            UnaryOperator<Write> read = write -> kept.find(write.job())
                    .map(stored -> reading.read(write, stored))
                    .orElse(write);
            return new ForwardingStore(kept) {
                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    return super.write(writes.stream().map(read).toList());
                }
            };
        };
    }

    private static Write believed(Write write, JobRecord stored) {
        Ownership o = stored.ownership();
        return o.owner().map(owner -> Changed.by(write, owner, o.token())).orElse(write);
    }

    private static Write releasing(Write write, JobRecord stored) {
        return new Write(
                write.job(), write.owner(), write.token(), write.revision(), stored.progress(), Optional.empty(), true);
    }

    /** R11: the sequence is judged before the revision. */
    static Breaking sequenceFirst() {
        return (kept, behind) -> new JudgesFirst(kept) {
            @Override
            Optional<WriteAnswer> judge(Write write, JobRecord stored) {
                boolean back = stored.progress().sequence() > write.progress().sequence();
                return stored.ownership().is(write.owner(), write.token()) && back
                        ? Optional.of(new WriteAnswer.Refused("the sequence never goes back"))
                        : Optional.empty();
            }
        };
    }

    /** R13: where one write of a batch can't be applied, none is. */
    static Breaking allOrNothing() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<WriteAnswer> write(List<Write> writes) {
                Arguments.write(writes, describe().limits());
                boolean all = writes.stream()
                        .allMatch(write -> find(write.job())
                                .filter(stored -> WriteRules.judge(write, stored)
                                        .map(WriteAnswer.Applied.class::isInstance)
                                        .orElse(true))
                                .isPresent());
                return all || writes.size() == 1 ? super.write(writes) : refused(writes);
            }

            private List<WriteAnswer> refused(List<Write> writes) {
                return writes.stream()
                        .<WriteAnswer>map(write -> find(write.job())
                                .flatMap(stored -> WriteRules.judge(write, stored))
                                .orElse(new WriteAnswer.Refused("another write of the batch was refused")))
                        .toList();
            }
        };
    }

    /** R13: the answers of a batch are off by one. */
    static Breaking answersShifted() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<WriteAnswer> write(List<Write> writes) {
                List<WriteAnswer> answers = new ArrayList<>(super.write(writes));
                Collections.rotate(answers, 1);
                return answers;
            }
        };
    }

    /** Judges the writes of a batch before the store does, which sees the rest. */
    private abstract static class JudgesFirst extends ForwardingStore {
        JudgesFirst(LeaseStore kept) {
            super(kept);
        }

        abstract Optional<WriteAnswer> judge(Write write, JobRecord stored);

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            Arguments.write(writes, describe().limits());
            List<Optional<WriteAnswer>> judged = writes.stream()
                    .map(write -> find(write.job()).flatMap(stored -> judge(write, stored)))
                    .toList();
            List<Write> rest = IntStream.range(0, writes.size())
                    .filter(i -> judged.get(i).isEmpty())
                    .mapToObj(writes::get)
                    .toList();
            Iterator<WriteAnswer> answers = super.write(rest).iterator();
            return judged.stream()
                    .map(judgement -> judgement.orElseGet(answers::next))
                    .toList();
        }
    }
}
