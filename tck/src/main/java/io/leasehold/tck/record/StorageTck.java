package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the storage says of itself, its clock, and that opening and closing one client more does no harm. */
abstract class StorageTck extends RecordsTck {
    /** By how much the clocks of a storage's servers may differ, one more call included. */
    private static final long SLACK_MILLIS = 10_000;

    StorageTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("a description tells the same each time, to both clients")
    void describes() {
        RecordStore.Description said = store.describe();
        assertThat(said.kind()).as(rule).isNotBlank();
        assertThat(said.version()).as(rule).isNotBlank();
        assertThat(said.timeSource()).as(rule).isNotBlank();
        assertThat(said.recordTimeout()).as(rule).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(said.warnings()).as(rule).allMatch(warning -> !warning.isBlank());
        assertThat(List.of(store.describe(), another.describe())).as(rule).containsOnly(said);
    }

    @Test
    @DisplayName("preparing again, by whatever client and in whatever mode, changes nothing")
    void preparesAgain() {
        String version = created("a", "one");
        for (PrepareMode mode : List.of(PrepareMode.CREATE, PrepareMode.VALIDATE)) {
            assertThatCode(() -> store.prepare(mode)).as(rule).doesNotThrowAnyException();
            assertThatCode(() -> another.prepare(mode)).as(rule).doesNotThrowAnyException();
        }
        assertThat(present("a").version()).as(rule).isEqualTo(version);
        assertThat(value("a")).as(rule).isEqualTo("one");
    }

    @Test
    @DisplayName("time is in milliseconds since 1970")
    void millis() {
        assertThat(Instant.ofEpochMilli(store.timeMillis()))
                .as(rule)
                .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));
    }

    @Test
    @DisplayName("both clients read the storage's clock, and neither its own")
    void oneClock() {
        long before = store.timeMillis();
        long between = another.timeMillis();
        long after = store.timeMillis();
        assertThat(between).as(rule).isBetween(before - SLACK_MILLIS, after + SLACK_MILLIS);
    }

    @Test
    @DisplayName("a client that closes, once or twice, takes nothing from another")
    void closes() {
        created("a", "one");
        another.close();
        another.close();
        assertThat(value("a")).as(rule).isEqualTo("one");
        replaced("a", "two");
        assertThat(store.range("a", "b", 10)).as(rule).hasSize(1);
    }
}
