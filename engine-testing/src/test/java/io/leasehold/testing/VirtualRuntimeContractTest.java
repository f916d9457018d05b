package io.leasehold.testing;

/** Virtual time keeps what the engine relies on. */
class VirtualRuntimeContractTest extends RuntimeContract {
    @Override
    RuntimeStage open() {
        return new VirtualStage();
    }
}
