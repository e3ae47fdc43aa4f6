package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the newest finding of each id. */
public final class InMemoryFindingImport implements FindingImport {
    private final Map<String, TableFinding> findings = new LinkedHashMap<>();
    private final List<Integer> requests = new ArrayList<>();
    private Function<TableFinding, Optional<Cause>> refusals = _ -> Optional.empty();

    @Override
    public List<Optional<Cause>> send(List<TableFinding> batch) {
        if (batch.size() > MOST_FINDINGS) {
            throw new IllegalArgumentException("more than a request holds: " + batch.size());
        }
        requests.add(batch.size());
        return batch.stream()
                .map(finding -> {
                    Optional<Cause> refused = refusals.apply(finding);
                    if (refused.isEmpty()) {
                        findings.put(finding.id(), finding);
                    }
                    return refused;
                })
                .toList();
    }

    /** From now on these are refused. */
    public void refuse(Function<TableFinding, Optional<Cause>> which) {
        refusals = which;
    }

    /** The findings that it has. */
    public List<TableFinding> findings() {
        return List.copyOf(findings.values());
    }

    /** How many findings each request had. */
    public List<Integer> requests() {
        return List.copyOf(requests);
    }
}
