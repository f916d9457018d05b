package io.leasehold.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.tck.record.RecordLeaseStoreTck;
import io.leasehold.tck.record.RecordStoreUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The lease store over a stranger's port keeps every rule. */
class SlowStoreTckTest extends RecordLeaseStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        return TwoClients.of(new SlowStorage());
    }

    @Test
    void portTakesLessThan150Lines() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/test/java/io/leasehold/tck/port/SlowRecordStore.java")))
                .hasSizeLessThan(150);
    }
}
