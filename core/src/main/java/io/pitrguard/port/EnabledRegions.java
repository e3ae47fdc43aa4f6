package io.pitrguard.port;

import java.util.List;

/** The regions that an account can use. Never throws for what AWS answers. */
@FunctionalInterface
public interface EnabledRegions {
    /** Lists the regions that are enabled in an account of twelve digits, in the order of their names. */
    Result<List<String>> of(String account);
}
