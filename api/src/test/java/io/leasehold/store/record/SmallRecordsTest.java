package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R23: a storage whose values are small publishes lower limits, and what exceeds them is told before anything is sent. */
class SmallRecordsTest {
    private final InMemoryRecordStore memory = new InMemoryRecordStore(() -> 0);
    private final RecordLeaseStore store = RecordLeaseStore.over(smallest(memory), StoreOptions.DEFAULT);

    @Test
    void aPayloadBeyondThePublishedLimitIsRefusedBeforeTheFirstOfItsCallIsStored() {
        int limit = store.describe().limits().payload();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.submit(List.of(submission("a", 1), submission("b", limit + 1))))
                .withMessage("bytes of the payload must be at most 12288, but is 12289");
        assertThat(memory.range("a", "z", 1)).isEmpty();

        store.submit(List.of(submission("b", limit)));
        assertThat(store.find(new JobId("b"))).isPresent();
    }

    private static Submission submission(String id, int bytes) {
        return new Submission(
                new JobId(id), "mail", 1, Bytes.of(new byte[bytes]), RunId.of(1), Optional.empty(), Duration.ZERO);
    }

    /** The smallest values that a storage may offer. */
    private static RecordStore smallest(RecordStore records) {
        return new ForwardingRecords(records) {
            @Override
            public Description describe() {
                Description all = kept.describe();
                return new Description(
                        all.kind(),
                        all.version(),
                        all.timeSource(),
                        all.recordTimeout(),
                        Description.LEAST_VALUE,
                        all.warnings());
            }
        };
    }
}
