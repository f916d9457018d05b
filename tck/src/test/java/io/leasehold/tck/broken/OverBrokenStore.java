package io.leasehold.tck.broken;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.MemoryUnderTest;
import io.leasehold.tck.StoreUnderTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The kit over the broken store that the configuration parameter {@link #NAME} names. Run by {@link KitRun} alone. */
@ExtendWith(OverBrokenStore.Chosen.class)
final class OverBrokenStore extends LeaseStoreTck {
    static final String NAME = "leasehold.broken.store";

    private final BrokenStore broken;

    OverBrokenStore(BrokenStore broken) {
        this.broken = broken;
    }

    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new MemoryUnderTest(
                broken.options().apply(options), broken.records().get());
    }

    /** Hands the class the store that was named. */
    static final class Chosen implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == BrokenStore.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return BrokenStores.named(test.getConfigurationParameter(NAME).orElseThrow());
        }
    }
}
