package io.pitrguard.report;

import java.util.ArrayList;
import java.util.List;

/** Cuts lists to what people read and logs take. */
public final class Truncate {
    private Truncate() {}

    /** Returns the list, or as much of it as may be and a last element that counts the rest. */
    public static List<String> list(List<String> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<String> cut = new ArrayList<>(all.subList(0, most));
        cut.add("… and " + (all.size() - most) + " more");
        return cut;
    }
}
