package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The command that a report prints: it runs the same again, writes nothing over, and gives nothing away. */
class ReplayCommandTest {
    private static String of(String... given) {
        return ReplayCommand.of(List.of(given), 42);
    }

    @Test
    void hasTheSeedThatWasDrawnInPlaceOfTheOneGiven() {
        assertThat(of("simulate", "--mode", "virtual")).isEqualTo("leasehold simulate --mode virtual --seed 42");
        assertThat(of("simulate", "--seed", "7", "--mode=real")).isEqualTo("leasehold simulate --mode=real --seed 42");
        assertThat(of("simulate", "--seed=7")).isEqualTo("leasehold simulate --seed 42");
    }

    @Test
    void writesNoFiles() {
        assertThat(of(
                        "simulate",
                        "--report",
                        "a b.html",
                        "--junit=x.xml",
                        "--result",
                        "r",
                        "--history",
                        "h",
                        "--kills",
                        "3"))
                .isEqualTo("leasehold simulate --kills 3 --seed 42");
    }

    @Test
    void showsNoCredential() {
        assertThat(of("simulate", "--store", "postgres://user:geheim@db/leases?password=geheim"))
                .doesNotContain("geheim")
                .contains("--store", "db/leases");
        assertThat(of("simulate", "--store=jdbc:h2:file:/x;PASSWORD=geheim"))
                .doesNotContain("geheim")
                .contains("jdbc:h2:file:/x");
    }

    @Test
    void quotesWhatAShellWouldRead() {
        assertThat(of("simulate", "--scenario", "it's mine.yaml"))
                .isEqualTo("leasehold simulate --scenario 'it'\\''s mine.yaml' --seed 42");
    }
}
