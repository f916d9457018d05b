package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R11, R12: what becomes of users' work in the store's transaction when two calls come at once. */
abstract class TransactionRacesTck extends RacesTck {
    private TransactionsTck<?> transactions;

    TransactionRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void askForTheAbility() {
        transactions = TransactionsTck.of(underTest);
    }

    private long rowsOf(String row) {
        return transactions.rows().stream().filter(row::equals).count();
    }

    @Test
    @DisplayName("R12 in one transaction: a step that is sent twice at once has its work done once")
    void twiceAtOnce() throws Exception {
        rounds(() -> {
            String id = submitted("letter");
            Write write = TransactionsTck.closed(take(granted(0), id), 1);
            List<WriteAnswer> heard = race(
                    () -> transactions.perform(client(0), write, id), () -> transactions.perform(client(1), write, id));
            assertThat(heard).as(rule()).allMatch(WriteAnswer.Applied.class::isInstance);
            assertThat(rowsOf(id)).as(rule()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("R11 in one transaction: between a step and a takeover, work is kept if the step is, and by one owner")
    void againstATakeover() throws Exception {
        rounds(() -> {
            String id = submitted("letter");
            JobRecord mine = take(granted(0), id);
            granted(1);
            store.end(lease(0), LeaseEnd.LAPSED);
            List<Boolean> heard = race(
                    () -> transactions.perform(client(0), TransactionsTck.closed(mine, 1), id)
                            instanceof WriteAnswer.Applied,
                    () -> claimed(id));
            assertThat(rowsOf(id)).as("%s: %s", rule(), heard).isEqualTo(heard.get(0) ? 1 : 0);
            assertThat(job(id).progress().sequence()).as(rule()).isEqualTo(heard.get(0) ? 2 : 1);
        });
    }

    /** Who meets the record while it is locked may find the store unavailable. */
    private boolean claimed(String id) {
        try {
            return !client(1).claim(claimOf(lease(1), id)).isEmpty();
        } catch (StoreUnavailable locked) {
            return false;
        }
    }
}
