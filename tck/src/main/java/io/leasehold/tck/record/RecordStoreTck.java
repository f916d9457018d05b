package io.leasehold.tck.record;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The conformance kit of a record store: extend, implement {@link #open}, run with JUnit. Run it before
 * {@link io.leasehold.tck.LeaseStoreTck} over a {@code RecordLeaseStore}: it is quicker, it says what is wrong with the storage itself,
 * and it notices what no lease shows for years. Each test opens records of its own; tests run one after the other unless JUnit is told
 * otherwise. Some write 1,000 records.
 */
public abstract class RecordStoreTck {
    /** For the author's class. */
    protected RecordStoreTck() {}

    /** Opens two clients, as yet unprepared, of a storage that holds no records. */
    protected abstract RecordStoreUnderTest open();

    @Nested
    @DisplayName("Writes on a condition")
    class Conditions extends ConditionsTck {
        Conditions() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Versions")
    class Versions extends VersionsTck {
        Versions() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Ranges")
    class Ranges extends RangesTck {
        Ranges() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Keys and values")
    class Contents extends ContentsTck {
        Contents() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Two clients, one after the other")
    class Clients extends ClientsTck {
        Clients() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races of two writers")
    class WriteRaces extends WriteRacesTck {
        WriteRaces() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Readings while others write")
    class ReadRaces extends ReadRacesTck {
        ReadRaces() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Watches")
    class Watches extends WatchesTck {
        Watches() {
            super(RecordStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Description, preparation and time")
    class Storage extends StorageTck {
        Storage() {
            super(RecordStoreTck.this::open);
        }
    }
}
