/**
 * What the tests of several modules share: {@link io.leasehold.testservers.FaultProxy} between a client and a server, signals to a server's
 * process, servers of Redis and MariaDB and a stand-in for MongoDB, free ports, everything that a process prints, and the names of servers given from outside. It knows the JDK
 * and, for logs, logback, and for the stand-in its library; it never names a store or a driver, and is never published. What a store does behind such a proxy is told in
 * {@code wire}.
 */
@NullMarked
package io.leasehold.testservers;

import org.jspecify.annotations.NullMarked;
