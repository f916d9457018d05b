package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.record.RecordStore;
import io.leasehold.tck.Racers;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of two writes on one condition at once exactly one succeeds, and what is stored is its. */
abstract class WriteRacesTck extends RecordsTck {
    private static final int ROUNDS = 100;

    private final Racers racers = new Racers();

    WriteRacesTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @AfterEach
    void end() {
        racers.close();
    }

    @Test
    @DisplayName("of two creates at once one succeeds, and its value is stored")
    void creates() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "a" + round;
            List<Boolean> created =
                    racers.both(() -> store.create(key, text("one")), () -> another.create(key, text("other")));
            assertThat(created).as("%s; round %d", rule, round).containsExactlyInAnyOrder(true, false);
            assertThat(value(key)).as("%s; round %d", rule, round).isEqualTo(created.get(0) ? "one" : "other");
        }
    }

    @Test
    @DisplayName("of two replaces of one version at once one succeeds, and its value is stored")
    void replaces() throws Exception {
        created("a", "first");
        for (int round = 0; round < ROUNDS; round++) {
            String version = present("a").version();
            List<Boolean> replaced = racers.both(
                    () -> store.replace("a", version, text("one")), () -> another.replace("a", version, text("other")));
            assertThat(replaced).as("%s; round %d", rule, round).containsExactlyInAnyOrder(true, false);
            assertThat(value("a")).as("%s; round %d", rule, round).isEqualTo(replaced.get(0) ? "one" : "other");
        }
    }

    @Test
    @DisplayName("of a replace and a delete of one version at once one succeeds")
    void replaceAndDelete() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String version = created("a", "round " + round);
            List<Boolean> done = racers.both(
                    () -> store.replace("a", version, text("replaced")), () -> another.delete("a", version));
            assertThat(done).as("%s; round %d", rule, round).containsExactlyInAnyOrder(true, false);
            assertThat(store.read("a").isPresent())
                    .as("%s; round %d", rule, round)
                    .isEqualTo(done.get(0));
            store.remove("a");
        }
    }

    @Test
    @DisplayName("of two deletes of one version at once one succeeds")
    void deletes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String version = created("a", "round " + round);
            assertThat(racers.both(() -> store.delete("a", version), () -> another.delete("a", version)))
                    .as("%s; round %d", rule, round)
                    .containsExactlyInAnyOrder(true, false);
            assertThat(store.read("a")).as("%s; round %d", rule, round).isEmpty();
        }
    }

    @Test
    @DisplayName("a replace at the same time as a remove leaves nothing, whichever came first")
    void replaceAndRemove() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String version = created("a", "round " + round);
            racers.both(() -> store.replace("a", version, text("replaced")), () -> {
                another.remove("a");
                return true;
            });
            assertThat(store.read("a")).as("%s; round %d", rule, round).isEmpty();
        }
    }

    @Test
    @DisplayName("a number that two raise by one, each as often as it is told so, is the sum of both in the end")
    void counts() throws Exception {
        created("a", "0");
        List<Integer> raised = racers.both(() -> raise(store), () -> raise(another));
        assertThat(Integer.parseInt(value("a"))).as(rule).isEqualTo(raised.get(0) + raised.get(1));
    }

    private static int raise(RecordStore client) {
        int raised = 0;
        for (int attempt = 0; attempt < 2 * ROUNDS; attempt++) {
            RecordStore.Stored read = client.read("a").orElseThrow();
            int next = Integer.parseInt(read.value().utf8()) + 1;
            raised += client.replace("a", read.version(), text(Integer.toString(next))) ? 1 : 0;
        }
        return raised;
    }
}
