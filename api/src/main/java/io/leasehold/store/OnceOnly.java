package io.leasehold.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Properties that notice a key which stands there twice, of which the JDK silently keeps the last. */
final class OnceOnly extends Properties {
    private static final long serialVersionUID = 1L;

    private boolean twice;

    @Override
    public synchronized Object put(Object key, Object value) {
        twice |= containsKey(key);
        return super.put(key, value);
    }

    synchronized boolean twice() {
        return twice;
    }

    /** All entries, by key. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        stringPropertyNames().stream().sorted().forEach(name -> entries.put(name, getProperty(name)));
        return entries;
    }
}
