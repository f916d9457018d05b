package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;

/**
 * The words for users' work in the store's own transaction: each adds rows of its own to the user's table.
 *
 * @param underTest whose store has the ability
 * @param <C> what work is done with
 */
record TransactionsTck<C>(StoreUnderTest.CanTransact<C> underTest) {
    static final Duration LIMIT = Duration.ofMinutes(1);

    /** Those of this store, if it has the ability; without it the case is skipped. */
    static TransactionsTck<?> of(StoreUnderTest underTest) {
        assumeThat(underTest)
                .as("users' work can commit together with the store's records")
                .isInstanceOf(StoreUnderTest.CanTransact.class);
        StoreUnderTest.CanTransact<?> transacting = (StoreUnderTest.CanTransact<?>) underTest;
        transacting.table();
        return new TransactionsTck<>(transacting);
    }

    /** A step of the owner, closed: the next sequence number, nothing open. */
    static Write closed(JobRecord claimed, long revision) {
        return RulesTck.write(
                claimed, revision, change -> change.sequence(claimed.progress().sequence() + 1));
    }

    /** The ability as this client has it. */
    SameTransaction<C> ability(LeaseStore client) {
        SameTransaction<?> ability = SameTransaction.of(client)
                .orElseThrow(() -> new AssertionError("a store under test that CanTransact has SameTransaction"));
        assertThat(ability.connectionType()).isEqualTo(underTest.connectionType());
        @SuppressWarnings("unchecked")
        SameTransaction<C> typed = (SameTransaction<C>) ability;
        return typed;
    }

    /** The write and one row, by this client. */
    WriteAnswer perform(LeaseStore client, Write write, String row) {
        try {
            return ability(client).perform(write, LIMIT, connection -> underTest.add(connection, row));
        } catch (WorkFailed e) {
            throw new AssertionError("work that only adds a row failed", e);
        }
    }

    /** The write, one row, and then this. */
    WriteAnswer perform(LeaseStore client, Write write, String row, Rest<C> rest) throws WorkFailed {
        return ability(client).perform(write, LIMIT, connection -> {
            underTest.add(connection, row);
            rest.goOn(connection);
        });
    }

    /** The write and one row, and then this is thrown. */
    void fails(LeaseStore client, Write write, String row, Throwable problem) {
        assertThatThrownBy(() -> perform(client, write, row, connection -> {
                    if (problem instanceof Exception exception) {
                        throw exception;
                    }
                    throw (Error) problem;
                }))
                .isInstanceOf(WorkFailed.class)
                .hasCause(problem);
    }

    List<String> rows() {
        return underTest.rows();
    }

    /** What else work does. */
    interface Rest<C> {
        void goOn(C connection) throws Exception;
    }
}
