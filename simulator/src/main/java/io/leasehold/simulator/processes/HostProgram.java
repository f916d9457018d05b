package io.leasehold.simulator.processes;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Hosts an H2 file, and does nothing else, until its standard input ends. */
public final class HostProgram {
    private HostProgram() {}

    /** Is told the store's URI over standard input, and says a line once it hosts the file. */
    public static void main(String[] arguments) throws IOException {
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
        try (LeaseStore store = LeaseStores.open(in.nextLine())) {
            System.out.println("hosts " + store.describe().kind());
            while (in.hasNextLine()) {
                in.nextLine();
            }
        }
    }
}
