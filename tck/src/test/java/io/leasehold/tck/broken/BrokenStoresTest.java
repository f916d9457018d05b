package io.leasehold.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit can fail: over a store with one mistake it turns red at the rule that is broken and at those that rest on it, and its messages
 * say which; {@code docs/broken-stores.md} says so. With {@code -Dleasehold.proof=write} the table there is written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStoresTest {
    private static final List<String> ASKED_FOR = List.of(
            "write without token check",
            "walk of own jobs lags",
            "repeated claim answers what it once brought",
            "burial overwrites a live lease",
            "a late submit brings an old run back",
            "sequence judged before revision",
            "a late command overrides a newer wish",
            "delete hits the next run",
            "release without owner check",
            "renew revives an ended lease",
            "end undone by a repeated grant",
            "token restarts on release",
            "token restarts on delete",
            "client's clock judges lapse",
            "client's clock judges due",
            "claim by read-then-write",
            "claim ignores the wish",
            "claim ignores the type",
            "claim answers the record before its last write",
            "repeated claim brings more",
            "dead = \"not among the live\"",
            "late write overwrites a newer revision",
            "batch all-or-nothing",
            "batch answers shifted by one",
            "partial batch reported as not applied",
            "page boundary skips a key",
            "reads lag behind writes",
            "error after commit reported as not applied",
            "owner matched by instance label",
            "token of a lock restarts on release",
            "lock released by a former holder",
            "lock given while it is held",
            "lock given before its rest is over",
            "a late take of a lock is obeyed");

    private List<KitRun> runs = List.of();

    @BeforeAll
    void runTheKit() {
        runs = BrokenStores.all().stream().map(KitRun::over).toList();
        System.out.println(RedTable.of(runs));
    }

    List<KitRun> runs() {
        return runs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void turnsRedAtItsRule(KitRun run) {
        assertThat(run.rules())
                .as("\"%s\" breaks %s", run.store(), run.store().rule())
                .contains(run.store().rule())
                .isEqualTo(run.store().red());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void messagesNameTheirRule(KitRun run) {
        assertThat(run.red()).allSatisfy(red -> assertThat(red.message()).contains(red.rule() + " "));
    }

    @Test
    void theTableInTheDocsSaysTheSame() throws IOException {
        if ("write".equals(System.getProperty("leasehold.proof"))) {
            RedTable.write(runs);
        }
        assertThat(RedTable.documented())
                .as("docs/broken-stores.md; write it anew with -Dleasehold.proof=write")
                .isEqualTo(RedTable.found(runs));
    }

    /** One of each that the scenarios ask for: a sentence there that names two mistakes is two here, or more. */
    @Test
    void everyMistakeAskedForIsMade() {
        assertThat(BrokenStores.all())
                .extracting(BrokenStore::name)
                .doesNotHaveDuplicates()
                .containsAll(ASKED_FOR);
    }
}
