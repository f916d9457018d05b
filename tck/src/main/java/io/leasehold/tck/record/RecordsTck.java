package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.RecordStore.Stored;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What every group shares: records of its own for each test, and two clients of them. */
abstract class RecordsTck {
    private final Supplier<RecordStoreUnderTest> opening;

    RecordStoreUnderTest underTest;
    RecordStore store;
    RecordStore another;

    /** The present test's sentence, for every assertion to say. */
    String rule;

    RecordsTck(Supplier<RecordStoreUnderTest> opening) {
        this.opening = opening;
    }

    @BeforeEach
    void openRecords(TestInfo test) {
        rule = test.getDisplayName();
        underTest = opening.get();
        store = underTest.store();
        another = underTest.another();
        store.prepare(PrepareMode.CREATE);
        another.prepare(PrepareMode.VALIDATE);
    }

    @AfterEach
    void closeRecords() {
        underTest.close();
    }

    static Bytes text(String text) {
        return Bytes.ofUtf8(text);
    }

    /** Creates a record where there is none; answers its version. */
    String created(String key, String value) {
        assertThat(store.create(key, text(value)))
                .as("%s; a record is created where there is none", rule)
                .isTrue();
        return present(key).version();
    }

    /** Replaces a record as it is; answers its new version. */
    String replaced(String key, String value) {
        assertThat(store.replace(key, present(key).version(), text(value)))
                .as("%s; a record is replaced as it is", rule)
                .isTrue();
        return present(key).version();
    }

    /** The record, which is there. */
    Stored present(String key) {
        return store.read(key).orElseThrow(() -> new AssertionError(rule + "; a record that was stored is read"));
    }

    String value(String key) {
        return present(key).value().utf8();
    }

    static List<String> keys(List<Stored> records) {
        return records.stream().map(Stored::key).toList();
    }
}
