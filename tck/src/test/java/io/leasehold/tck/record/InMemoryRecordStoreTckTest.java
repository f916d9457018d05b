package io.leasehold.tck.record;

/** Records on the heap keep their word. */
class InMemoryRecordStoreTckTest extends RecordStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        return OneClient.onHeap();
    }
}
