package io.leasehold.tck.record;

/** The lease store over records keeps the rules. */
class RecordLeaseStoreTckTest extends RecordLeaseStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        return OneClient.onHeap();
    }
}
