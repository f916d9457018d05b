package io.leasehold.tck.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.RecordStore;
import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Records one of whose calls is cut, and told of as a port must tell: a write that may have arrived is unknown. */
final class CutRecords extends ForwardingRecords {
    private final Scissors scissors;

    CutRecords(RecordStore kept, Scissors scissors) {
        super(kept);
        this.scissors = scissors;
    }

    @Override
    public Optional<Stored> read(String key) {
        return reading(() -> super.read(key));
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return reading(() -> super.range(from, to, limit));
    }

    @Override
    public long timeMillis() {
        return reading(super::timeMillis);
    }

    @Override
    public boolean create(String key, Bytes value) {
        return writing(() -> super.create(key, value));
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return writing(() -> super.replace(key, version, value));
    }

    @Override
    public boolean delete(String key, String version) {
        return writing(() -> super.delete(key, version));
    }

    @Override
    public void remove(String key) {
        writing(() -> {
            super.remove(key);
            return true;
        });
    }

    private <T> T reading(Supplier<T> call) {
        if (scissors.meet()) {
            throw new StoreUnavailable(line());
        }
        return call.get();
    }

    private <T> T writing(Supplier<T> call) {
        if (!scissors.meet()) {
            return call.get();
        } else if (scissors.cut() == Cut.REFUSED) {
            throw new StoreUnavailable(line());
        } else if (scissors.cut() == Cut.ANSWER_LOST) {
            var unused = call.get();
        }
        throw new UnknownOutcome(line());
    }

    private String line() {
        return "the record call was " + scissors.cut();
    }
}
