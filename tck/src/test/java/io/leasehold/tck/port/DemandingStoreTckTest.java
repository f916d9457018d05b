package io.leasehold.tck.port;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.tck.record.RecordLeaseStoreTck;
import io.leasehold.tck.record.RecordStoreUnderTest;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lease store over records asks nothing of a port but what the port may assume, and the port would notice. */
class DemandingStoreTckTest extends RecordLeaseStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        SlowStorage storage = new SlowStorage();
        return new TwoClients(new DemandingRecordStore(storage), new DemandingRecordStore(storage));
    }

    static Stream<ThrowingCallable> undueCalls() {
        DemandingRecordStore port = new DemandingRecordStore(new SlowStorage());
        return Stream.of(
                () -> port.read(""),
                () -> port.read("a".repeat(1_024)),
                () -> port.remove("A"),
                () -> port.create("a_", Bytes.ofUtf8("value")),
                () -> port.create("a", Bytes.EMPTY),
                () -> port.create("a", Bytes.of(new byte[port.describe().valueBytes() + 1])),
                () -> port.replace("a", "made up", Bytes.ofUtf8("value")),
                () -> port.delete("a", "made up"),
                () -> port.range("b", "a", 1),
                () -> port.range("a", "a", 1),
                () -> port.range("a", "b", 0),
                () -> port.range("a", "b", 1_025));
    }

    @ParameterizedTest
    @MethodSource("undueCalls")
    void undueCallIsNoticed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class);
    }
}
