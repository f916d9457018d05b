package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R21 for users' work in the store's own transaction: whichever request is cut, step and rows agree, and a repeat does the work once. */
abstract class TransactionTroubleTck extends TroubleTck {
    TransactionTroubleTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @ParameterizedTest(
            name =
                    "R21 a step in one transaction with work tells the truth, and repeated does the work once; each request"
                            + " in turn is {0}")
    @EnumSource
    void perform(Cut cut) {
        TransactionsTck<?> transactions = TransactionsTck.of(underTest);
        endures(cut, number -> {
            LeaseId lease = LeaseId.of(number);
            String id = "a" + number;
            store.grant(lease, "instance " + number, HOUR);
            submit(id);
            Write write = TransactionsTck.closed(take(lease, id), 1);
            return new Telling(client -> applied(transactions, client, write, id), client -> seen(transactions, id));
        });
    }

    /** Work whose own request is cut fails, which says that nothing is stored. */
    private <C> void applied(TransactionsTck<C> transactions, LeaseStore client, Write write, String row) {
        try {
            assertThat(transactions.perform(client, write, row, connection -> {}))
                    .as(rule)
                    .isInstanceOf(WriteAnswer.Applied.class);
        } catch (WorkFailed failed) {
            throw new StoreUnavailable("the work failed", failed);
        }
    }

    private String seen(TransactionsTck<?> transactions, String id) {
        long sequence = store.find(new JobId(id)).orElseThrow().progress().sequence();
        List<String> rows = transactions.rows().stream().filter(id::equals).toList();
        assertThat(rows).as("%s; step and row agree", rule).hasSize((int) sequence - 1);
        return jobs(id).apply(store) + rows.size();
    }
}
