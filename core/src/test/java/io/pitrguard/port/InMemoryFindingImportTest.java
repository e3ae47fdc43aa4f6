package io.pitrguard.port;

import java.util.Map;
import java.util.stream.Collectors;

class InMemoryFindingImportTest extends FindingImportContract {
    private final InMemoryFindingImport console = new InMemoryFindingImport();

    @Override
    protected FindingImport console() {
        return console;
    }

    @Override
    protected Map<String, String> taken() {
        return console.findings().stream().collect(Collectors.toMap(TableFinding::id, TableFinding::title));
    }
}
