package io.leasehold.architecture.planted;

public final class LeaseManager {}
