package io.leasehold.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.tck.report.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the kit came to over each store in this build, as {@code docs/kit.md} says it. This module is built after those that run the kit;
 * where they have not run, there is nothing to compare, and of a server that is not everywhere what the document says is kept. With {@code -Dleasehold.kit=write} the table there is written anew.
 */
class KitTableTest {
    private static final List<KitSummary> STORES = KitSummary.all().stream()
            .filter(store -> store.everywhere() || store.isThere())
            .toList();

    @BeforeAll
    static void theKitHasRun() {
        assertThat(STORES)
                .filteredOn(KitSummary::hasRun)
                .as("whoever has run the kit whole has left a summary")
                .allMatch(KitSummary::isThere);
        assumeThat(STORES)
                .as("the kit has run over every store: ./mvnw verify does so")
                .allMatch(KitSummary::isThere);
    }

    @Test
    void everyStoreIsGreen() throws IOException {
        for (KitSummary store : STORES) {
            assertThat(store.read().get("failed").asInt()).as(store.store()).isZero();
        }
    }

    @Test
    void everyRuleHasCasesOverEveryStore() throws IOException {
        for (KitSummary store : STORES) {
            assertThat(store.rules())
                    .as(store.store())
                    .hasSize(Rule.values().length)
                    .allSatisfy((rule, counts) ->
                            assertThat(counts.get("passed").asInt()).as(rule).isPositive());
        }
    }

    @Test
    void theTableInTheDocsSaysTheSame() throws IOException {
        assumeThat(System.getenv().keySet())
                .as("servers that were given to this build, of whatever version")
                .noneMatch(name -> name.startsWith("LEASEHOLD_TEST_"));
        String found = KitTable.of(KitSummary.all());
        System.out.println(found);
        if ("write".equals(System.getProperty("leasehold.kit"))) {
            KitTable.write(found);
        }
        assertThat(KitTable.documented())
                .as("docs/kit.md; it says how to write it anew")
                .isEqualTo(found);
    }
}
