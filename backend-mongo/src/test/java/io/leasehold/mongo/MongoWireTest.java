package io.leasehold.mongo;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.wire.WireTrouble;

class MongoWireTest extends WireTrouble {
    private final String uri = alone(StandIn.uri(StandIn.freshDatabase()));

    /** This server alone, and not those that it names as its set's: they are not behind the proxy. */
    private static String alone(String uri) {
        return uri + (uri.contains("?") ? "&" : "?") + "directConnection=true";
    }

    @Override
    protected String uri() {
        return uri;
    }

    @Override
    protected int usualPort() {
        return 27017;
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new MongoStoreProvider().open(uri, options);
    }
}
