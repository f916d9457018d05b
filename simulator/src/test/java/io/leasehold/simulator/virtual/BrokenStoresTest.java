package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.Threads;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.tck.broken.Behind;
import io.leasehold.tck.broken.BrokenStore;
import io.leasehold.tck.broken.BrokenStores;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stores over which the kit turns red are noticed in virtual time too, by an oracle that hears the instances' calls, where the runs
 * meet the broken rule at all; {@code docs/broken-stores.md} says which. With {@code -Dleasehold.proof=write} its tables are written
 * anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStoresTest {
    private final List<BrokenTrial> trials = new ArrayList<>();

    /** Who is to notice. */
    static final Map<String, String> ORACLES = oracles();

    /** Those whose jobs work in the store's own transaction. */
    private static final List<String> IN_STORE = List.of(
            "work in one transaction done before its step is judged",
            "work in one transaction done again for the same step",
            "step kept though its work failed",
            "failed work kept");

    /** What it takes to notice the others. */
    static final Map<String, String> LACKING = lacking();

    private static Map<String, String> oracles() {
        Map<String, String> by = new LinkedHashMap<>();
        by.put("end undone by a repeated grant", "GRANT");
        by.put("renew revives an ended lease", "GRANT");
        by.put("client's clock judges lapse", "GRANT");
        by.put("claim by read-then-write", "GRANT");
        by.put("token restarts on release", "TOKEN");
        by.put("claim ignores the wish", "WISH");
        by.put("claim ignores the type", "GRANT");
        by.put("claim ignores the state version", "GRANT");
        by.put("claim answers the record before its last write", "DUP");
        by.put("write without token check", "AUTH");
        by.put("release without owner check", "AUTH");
        by.put("late write overwrites a newer revision", "MONO");
        by.put("batch answers shifted by one", "MONO");
        by.put("client's clock judges due", "PACE");
        by.put("work in one transaction done before its step is judged", "DUP");
        by.put("work in one transaction done again for the same step", "DUP");
        by.put("step kept though its work failed", "LOSS");
        by.put("failed work kept", "DUP");
        by.put("burial overwrites a live lease", "GRANT");
        by.put("dead = \"not among the live\"", "GRANT");
        by.put("token restarts on delete", "TOKEN");
        by.put("a late submit brings an old run back", "DUP");
        by.put("a late command overrides a newer wish", "STALL");
        by.put("delete hits the next run", "LOSS");
        by.put("a subscriber hears one ring", "DOWN");
        by.put("token restarts where the tombstone has gone", "TOKEN");
        by.put("tombstones go under a fresh floor", "GROWTH");
        by.put("tombstones go whatever their retention", "GROWTH");
        by.put("tombstones stay whatever their retention", "GROWTH");
        by.put("token of a lock restarts on release", "LOCK");
        by.put("lock released by a former holder", "LOCK");
        by.put("lock given before its rest is over", "LOCK");
        return by;
    }

    private static Map<String, String> lacking() {
        String trouble =
                "a server whose answer breaks off inside a call: here a call in memory is applied at one moment";
        Map<String, String> once = new LinkedHashMap<>();
        once.put("survey forgets its cursor", "more than 64 ended leases at once");
        once.put(
                "repeated claim answers what it once brought",
                "a repeat that comes after a write under the same claim");
        once.put(
                "repeated claim brings more",
                "a claim of few among many that is repeated: what it brings too much is handed over before BALANCE judges");
        once.put("owner matched by instance label", "two instances of one label");
        once.put("sequence judged before revision", "an engine that writes a lower sequence: ours never does");
        once.put("batch all-or-nothing", "one refused write among others of a batch");
        once.put("error after commit reported as not applied", trouble);
        once.put("partial batch reported as not applied", trouble);
        once.put(
                "a submission in a user's transaction stored at once",
                "users who submit jobs in transactions of their own, and roll some back");
        once.put("arguments made to fit", "arguments out of their limits: an engine sends none");
        once.put("walk of own jobs lags", "a claim whose five tries all go unanswered; a story of the engine has it");
        once.put("page boundary skips a key", "something that lists jobs: an engine doesn't");
        once.put("page boundary of the walk of own jobs skips a key", "more than 1,000 jobs of one owner");
        once.put(
                "reads lag behind writes", "somebody who acts on what another one wrote: an engine reads back its own");
        once.put(
                "lock given while it is held", "an engine that takes a lock that it was told is held: ours never does");
        once.put(
                "a late take of a lock is obeyed",
                "a take that comes after its repeat was answered, as in one seed of twenty; a story of the engine has it");
        return once;
    }

    @BeforeAll
    void search() throws InterruptedException, ExecutionException {
        trials.addAll(Threads.two(List.copyOf(ORACLES.entrySet()), of -> trial(of.getKey(), of.getValue())));
    }

    private static BrokenTrial trial(String name, String oracle) {
        return BrokenTrial.of(BrokenStores.named(name), delivering(name), oracle);
    }

    private static Delivering delivering(String name) {
        return IN_STORE.contains(name) ? Delivering.IN_STORE : Delivering.AT_MOST_ONCE;
    }

    List<BrokenTrial> trials() {
        return trials;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void isNoticed(BrokenTrial trial) {
        assertThat(trial.noticed())
                .as(
                        "\"%s\" is noticed by %s, in single hits of the sweep or in %d seeds",
                        trial.store(), trial.oracle(), BrokenTrial.MOST_SEEDS)
                .isTrue();
    }

    /** Each instance's call is then several record calls. A mistake that keeps something would keep it once a record call, so these keep nothing. */
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({"renew revives an ended lease, LOSS", "write without token check, AUTH"})
    void isNoticedOverRecordsToo(String name, String oracle) {
        BrokenStore store = BrokenStores.named(name);
        Opening opening = (clockMillis, options, history, roster) -> new SharedRecords(
                clockMillis,
                options,
                history,
                roster,
                kept -> store.records().get().over(kept, new Nothing()));
        assertThat(BrokenTrial.swept(opening, Terms.DEFAULT, oracle)).isTrue();
    }

    @Test
    void everyBrokenStoreIsNoticedOrSaidWhyNot() {
        List<String> named = new ArrayList<>(ORACLES.keySet());
        named.addAll(LACKING.keySet());
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        BrokenStores.all().stream().map(BrokenStore::name).toList());
    }

    @Test
    void theTablesInTheDocumentAreTrue() throws IOException {
        if (System.getProperty("leasehold.proof", "").equals("write")) {
            BrokenTable.write(trials);
        }
        assertThat(BrokenTable.lasting(BrokenTable.documented()))
                .isEqualTo(BrokenTable.lasting(BrokenTable.of(trials)));
    }

    /** No way behind the store. */
    private static final class Nothing implements Behind {
        @Override
        public long clientMillis() {
            throw new UnsupportedOperationException("this mistake needs no clock");
        }

        @Override
        public void pass(Duration time) {
            throw new UnsupportedOperationException("this mistake moves no clock");
        }

        @Override
        public void lose(LeaseId lease) {
            throw new UnsupportedOperationException("this mistake loses no lease");
        }

        @Override
        public void name(JobId job, LeaseId owner) {
            throw new UnsupportedOperationException("this mistake names no owner");
        }
    }
}
