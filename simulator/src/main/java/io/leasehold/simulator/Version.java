package io.leasehold.simulator;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest tells. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "0.1.0-SNAPSHOT");
        return new String[] {"leasehold " + version, "Java " + Runtime.version()};
    }
}
