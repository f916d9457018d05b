package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.RecordStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No version ever stands for two values of one key, through deletion and removal too. */
abstract class VersionsTck extends RecordsTck {
    private static final int LIVES = 20;
    private static final int VALUES = 5;

    VersionsTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName(
            "every value of a key has a version of its own, whichever client wrote it and whatever became of the record between")
    void neverAgain() {
        List<String> versions = new ArrayList<>();
        for (int life = 0; life < LIVES; life++) {
            versions.add(created("a", life + " begins"));
            for (int value = 1; value < VALUES; value++) {
                RecordStore writing = value % 2 == 0 ? store : another;
                assertThat(writing.replace("a", present("a").version(), text(life + " goes on " + value)))
                        .as(rule)
                        .isTrue();
                versions.add(present("a").version());
            }
            end(life);
        }
        assertThat(versions).as(rule).hasSize(LIVES * VALUES).doesNotHaveDuplicates();
    }

    private void end(int life) {
        if (life % 2 == 0) {
            store.remove("a");
        } else {
            assertThat(store.delete("a", present("a").version())).as(rule).isTrue();
        }
    }

    @Test
    @DisplayName("the version of a former life writes and deletes nothing")
    void formerLife() {
        String former = created("a", "former");
        store.remove("a");
        created("a", "present");
        assertThat(store.replace("a", former, text("late"))).as(rule).isFalse();
        assertThat(store.delete("a", former)).as(rule).isFalse();
        assertThat(value("a")).as(rule).isEqualTo("present");
    }

    @Test
    @DisplayName("a range, a reading and another client tell the same version, and any of them can be written on")
    void sameEverywhere() {
        created("a", "one");
        Stored read = present("a");
        assertThat(store.range("a", "b", 10)).as(rule).containsExactly(read);
        assertThat(another.read("a")).as(rule).isEqualTo(Optional.of(read));
        assertThat(another.range("a", "b", 10)).as(rule).containsExactly(read);
        assertThat(another.replace("a", read.version(), text("two"))).as(rule).isTrue();
        assertThat(value("a")).as(rule).isEqualTo("two");
    }

    @Test
    @DisplayName("reading changes no version")
    void readingChangesNothing() {
        String version = created("a", "one");
        for (int time = 0; time < 3; time++) {
            assertThat(present("a").version()).as(rule).isEqualTo(version);
            assertThat(store.range("a", "b", 10).get(0).version()).as(rule).isEqualTo(version);
        }
        assertThat(store.replace("a", version, text("two"))).as(rule).isTrue();
    }
}
