package io.leasehold.architecture.planted;

public final class StartsAThread extends Thread {}
