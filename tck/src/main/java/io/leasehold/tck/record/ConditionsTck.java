package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.store.record.RecordStore.Stored;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each write asks before it writes, and that its answer tells what it did. */
abstract class ConditionsTck extends RecordsTck {
    ConditionsTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("what was never created isn't there")
    void nothing() {
        assertThat(store.read("a")).as(rule).isEmpty();
        assertThat(store.range("-", "z", 10)).as(rule).isEmpty();
    }

    @Test
    @DisplayName("what was created is read with its key, its value and a version")
    void create() {
        assertThat(store.create("a", text("one"))).as(rule).isTrue();
        Stored read = present("a");
        assertThat(read.key()).as(rule).isEqualTo("a");
        assertThat(read.value()).as(rule).isEqualTo(text("one"));
        assertThat(read.version()).as(rule).isNotEmpty();
    }

    @Test
    @DisplayName("create changes nothing where a record is, and says so, even for the same value")
    void createOverOne() {
        String version = created("a", "one");
        assertThat(store.create("a", text("two"))).as(rule).isFalse();
        assertThat(store.create("a", text("one"))).as(rule + "; the same value").isFalse();
        assertThat(present("a")).as(rule).isEqualTo(new Stored("a", text("one"), version));
    }

    @Test
    @DisplayName("replace replaces the version that it names, also by the same value")
    void replace() {
        String version = created("a", "one");
        assertThat(store.replace("a", version, text("two"))).as(rule).isTrue();
        assertThat(value("a")).as(rule).isEqualTo("two");
        assertThat(store.replace("a", present("a").version(), text("two")))
                .as(rule)
                .isTrue();
        assertThat(value("a")).as(rule).isEqualTo("two");
    }

    @Test
    @DisplayName("replace changes nothing, the version included, where another version is")
    void replaceAnother() {
        String first = created("a", "one");
        String second = replaced("a", "two");
        assertThat(store.replace("a", first, text("three"))).as(rule).isFalse();
        assertThat(present("a")).as(rule).isEqualTo(new Stored("a", text("two"), second));
    }

    @Test
    @DisplayName("replace creates nothing where no record is any more")
    void replaceNothing() {
        String version = created("a", "one");
        assertThat(store.delete("a", version)).as(rule).isTrue();
        assertThat(store.replace("a", version, text("two"))).as(rule).isFalse();
        assertThat(store.read("a")).as(rule).isEmpty();
    }

    @Test
    @DisplayName("delete deletes the version that it names, and no other")
    void delete() {
        String first = created("a", "one");
        String second = replaced("a", "two");
        assertThat(store.delete("a", first)).as(rule + "; a former one").isFalse();
        assertThat(value("a")).as(rule + "; a former one").isEqualTo("two");
        assertThat(store.delete("a", second)).as(rule).isTrue();
        assertThat(store.read("a")).as(rule).isEmpty();
        assertThat(store.delete("a", second)).as(rule + "; once").isFalse();
    }

    @Test
    @DisplayName("remove deletes whatever version is there, and doesn't mind if none is")
    void remove() {
        created("a", "one");
        replaced("a", "two");
        store.remove("a");
        assertThat(store.read("a")).as(rule).isEmpty();
        assertThatCode(() -> store.remove("a")).as(rule).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("a record that was deleted or removed can be created again")
    void again() {
        assertThat(store.delete("a", created("a", "one"))).as(rule).isTrue();
        created("a", "two");
        store.remove("a");
        created("a", "three");
        assertThat(value("a")).as(rule).isEqualTo("three");
    }

    @Test
    @DisplayName("a write of one record leaves its neighbours alone")
    void neighbours() {
        String before = created("a", "before");
        String after = created("a-a", "after");
        created("a-", "one");
        replaced("a-", "two");
        store.remove("a-");
        assertThat(store.range("a", "b", 10))
                .as(rule)
                .containsExactly(new Stored("a", text("before"), before), new Stored("a-a", text("after"), after));
    }
}
