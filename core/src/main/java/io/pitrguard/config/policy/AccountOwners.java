package io.pitrguard.config.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads who gets the digest of which account. */
final class AccountOwners {
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private AccountOwners() {}

    /** Reads a mapping of account ids to owners; what it gives counts only when no problem was reported. */
    static Map<String, String> read(Value value) {
        AccountOwners owners = new AccountOwners();
        if (value.node() instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach(entry -> owners.take(entry, value));
        } else {
            value.isNot("a mapping of accounts to owners", "Write a line for each below it: \"111122223333\": team-a.");
        }
        return owners.owners;
    }

    private void take(Yaml.Entry entry, Value all) {
        String path = all.path() + "." + Quoted.of(entry.key());
        if (!TextParser.ACCOUNT.fits(entry.key())) {
            all.problems()
                    .add(
                            entry.place(),
                            path,
                            "'" + Quoted.of(entry.key()) + "' is not " + TextParser.ACCOUNT.what(),
                            TextParser.ACCOUNT.remedy());
        }
        Integer first = lines.putIfAbsent(entry.key(), entry.place().line());
        if (first != null) {
            all.problems().add(entry.place(), path, "is set twice, first on line " + first, "Remove one of the two.");
        }
        Optional<String> owner = new Value(entry.value(), path, all.problems()).text(TextParser.ACCOUNT_OWNER);
        owner.ifPresent(name -> owners.put(entry.key(), name));
    }
}
