package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R24: what a user should hear is logged once, when a store is opened. */
class LeaseStoresTest {
    @TempDir
    private Path folder;

    @Test
    void aStoreThatWasGivenLogsItsWarningsAlone() {
        try (Logged logged = new Logged(LeaseStores.class);
                LeaseStore store = LeaseStores.open("memory:")) {
            store.describe();
            store.prepare(PrepareMode.CREATE);

            assertThat(logged.lines())
                    .containsExactly("WARNING store memory \"memory:\": nothing is kept when this process ends:"
                            + " use this store for tests alone");
        }
    }

    @Test
    void aStoreThatWasFoundLogsWhichItIsAndWhereItWasFound() {
        var settings = StoreSettings.found(Map.of("LEASEHOLD_STORE_URI", "memory:"), folder);
        try (Logged logged = new Logged(LeaseStores.class);
                LeaseStore store = LeaseStores.open(settings)) {
            assertThat(store.describe().kind()).isEqualTo("memory");
            assertThat(logged.lines())
                    .hasSize(2)
                    .startsWith("INFO opening the store \"memory:\" (LEASEHOLD_STORE_URI)");
        }
    }

    @Test
    void namespaceAndTimesOfTheSettingsReachTheStore() {
        var options = StoreOptions.DEFAULT.namespace("other").callTimeout(java.time.Duration.ofSeconds(1));
        try (LeaseStore store =
                LeaseStores.open(new StoreSettings("memory:", "a test", options, PrepareMode.VALIDATE))) {
            assertThat(store.describe().namespace()).isEqualTo("other");
            assertThat(store.describe().callTimeout()).hasSeconds(1);
        }
    }

    @Test
    void aUriThatNoBackendOpensIsToldWithItsSource() {
        var settings = StoreSettings.found(Map.of("DATABASE_URL", "postgres://joe:geheim@h:5432/db"), folder);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseStores.open(settings))
                .withMessage("no store opens the URI \"postgres://***@h:5432/db\"; the backends on the class path open"
                        + " memory:, unpreparable: (DATABASE_URL; set LEASEHOLD_STORE_URI if another store is meant)");
    }

    @Test
    void whatTheClosingThrowsIsToldBesideTheProblem() {
        assertThatThrownBy(() -> LeaseStores.open("unpreparable:"))
                .isInstanceOf(StoreException.StoreRejected.class)
                .hasMessage("not prepared")
                .satisfies(problem -> assertThat(problem.getSuppressed())
                        .singleElement()
                        .satisfies(closing -> assertThat(closing).hasMessage("not closed")));
    }
}
