package io.leasehold.simulator.process;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.io.IOException;

/** Hosts the H2 file, and does nothing else, until its standard input ends. */
public final class HostProgram {
    private HostProgram() {}

    /** Argument: the store's URI. */
    public static void main(String[] args) throws IOException {
        try (LeaseStore store = LeaseStores.open(args[0])) {
            System.out.println(
                    System.currentTimeMillis() + " hosts " + store.describe().kind());
            while (System.in.read() >= 0) {
                System.out.flush();
            }
        }
    }
}
