package io.leasehold.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.StoreOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store tells of its contents is all that it keeps. */
class ContentsTest {
    private static final int CALLS = 300;

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);

    private InMemoryLeaseStore store() {
        return new InMemoryLeaseStore(clock::get, StoreOptions.DEFAULT.retention(Calls.RETENTION));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void storeWithTheSameContentsAnswersEveryCallAlike(long seed) {
        Calls calls = new Calls(new Random(seed));
        InMemoryLeaseStore store = store();
        for (int i = 0; i < CALLS; i++) {
            InMemoryLeaseStore other = store();
            other.keep(store.contents());
            Calls.Asked call = calls.next(store);
            assertThat(call.of(other)).as("seed %d, call %d: %s", seed, i, call).isEqualTo(call.of(store));
            assertThat(other.contents())
                    .as("seed %d, after call %d: %s", seed, i, call)
                    .isEqualTo(store.contents())
                    .hasSameHashCodeAs(store.contents());
            clock.addAndGet(calls.pause().toMillis());
        }
        assertThat(calls.kinds()).as("kinds of calls").containsExactlyElementsOf(Calls.KINDS);
    }

    @Test
    void contentsAreAsTheyWereWhateverTheStoreDoesNext() {
        Calls calls = new Calls(new Random(11));
        InMemoryLeaseStore store = store();
        for (int i = 0; i < CALLS; i++) {
            calls.next(store).of(store);
        }
        Contents before = store.contents();
        InMemoryLeaseStore scratch = store();
        scratch.keep(before);
        for (int i = 0; i < CALLS; i++) {
            calls.next(scratch).of(scratch);
        }
        assertThat(scratch.contents()).isNotEqualTo(before);
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void storeThatKeepsOtherContentsForgetsItsOwn() {
        Calls calls = new Calls(new Random(12));
        InMemoryLeaseStore store = store();
        for (int i = 0; i < CALLS; i++) {
            calls.next(store).of(store);
        }
        store.keep(Contents.NONE);
        assertThat(store.contents()).isEqualTo(store().contents());
    }

    /** A new field must become part of the contents, or be no part of what is kept: then it is named here. */
    @Test
    void noFieldIsForgotten() {
        assertThat(fields(InMemoryLeaseStore.class))
                .containsExactly("bell", "clockMillis", "options", "records", "transactions");
        assertThat(fields(MemoryTransactions.class))
                .as("users' rows are not the store's")
                .containsExactly("rows", "store");
        assertThat(fields(Bell.class)).containsExactly("hearers", "number");
        assertThat(Stream.concat(fields(Records.class), Stream.of("bell")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Contents.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static Stream<String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName)
                .sorted();
    }

    @Test
    void oneLeaseOrJobIsReplaced() {
        InMemoryLeaseStore store = store();
        Calls calls = new Calls(new Random(13));
        for (int i = 0; i < CALLS; i++) {
            calls.next(store).of(store);
        }
        Contents contents = store.contents();
        Lease lease = contents.leases().firstEntry().getValue().claiming(99);
        JobId id = contents.jobs().firstKey();
        Contents changed = contents.with(lease).with(contents.jobs().get(id).dueAt(7));
        assertThat(changed.leases().get(lease.id())).isEqualTo(lease);
        assertThat(changed.jobs().get(id).dueAt()).isEqualTo(7);
        assertThat(changed.with(contents.leases().get(lease.id()))
                        .with(contents.jobs().get(id)))
                .isEqualTo(contents);
    }
}
