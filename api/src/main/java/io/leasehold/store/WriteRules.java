package io.leasehold.store;

import java.util.Optional;

/** The judgement of R11 and R12 as a pure function, for stores that judge in Java; the order of the questions is the rule. */
public final class WriteRules {
    private WriteRules() {}

    /**
     * Judges a write against the record as it stands before the write.
     *
     * @return the answer that ends the matter without a change, or nothing: the write is to be applied
     */
    public static Optional<WriteAnswer> judge(Write write, JobRecord stored) {
        Ownership ownership = stored.ownership();
        if (!ownership.is(write.owner(), write.token())) {
            return Optional.of(foreign(write, ownership));
        }
        if (ownership.revision() == write.revision()) {
            return Optional.of(new WriteAnswer.Applied(stored.wish(), stored.commandNumber()));
        }
        if (ownership.revision() > write.revision()) {
            return Optional.of(new WriteAnswer.Superseded());
        }
        if (stored.progress().sequence() > write.progress().sequence()) {
            return Optional.of(new WriteAnswer.Refused("the sequence never goes back: stored "
                    + stored.progress().sequence() + ", written "
                    + write.progress().sequence()));
        }
        return Optional.empty();
    }

    /** The answer to a write whose owner and token are not those stored. */
    public static WriteAnswer foreign(Write write, Ownership stored) {
        if (stored.token() < write.token()) {
            return new WriteAnswer.Regressed(WriteAnswer.Loss.TOKEN_WENT_BACK);
        }
        if (stored.token() == write.token()
                && stored.owner().filter(owner -> !owner.equals(write.owner())).isPresent()) {
            return new WriteAnswer.Regressed(WriteAnswer.Loss.TOKEN_GIVEN_TWICE);
        }
        return new WriteAnswer.Fenced();
    }
}
