package io.leasehold.architecture.planted;

public final class CountsInAStatic {
    static int count;
}
