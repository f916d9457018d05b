package io.leasehold.testing;

/** Real time and real threads keep what the engine relies on. */
class SystemRuntimeContractTest extends RuntimeContract {
    @Override
    RuntimeStage open() {
        return new SystemStage();
    }
}
