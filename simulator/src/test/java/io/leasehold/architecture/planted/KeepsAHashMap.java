package io.leasehold.architecture.planted;

import java.util.HashMap;
import java.util.Map;

public final class KeepsAHashMap {
    public final Map<String, String> byName = new HashMap<>();
}
