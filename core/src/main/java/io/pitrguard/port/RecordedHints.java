package io.pitrguard.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What AWS Config recorded of all tables, asked at once. It is minutes to a day old and knows neither periods nor windows:
 * a hint where to look first, never a verdict. Never throws for what AWS answers.
 */
public interface RecordedHints {
    /**
     * Reads a page of the names of tables whose recovery was recorded as off, those recorded last first; the first page
     * when the token is empty.
     */
    Result<Page<List<String>>> off(Optional<String> token);

    /** Reads a page of the names of tables that are new or changed in any way since a moment, in the same order. */
    Result<Page<List<String>>> changed(Instant since, Optional<String> token);

    /** Has no hints: for callers without AWS Config. */
    RecordedHints NONE = new RecordedHints() {
        @Override
        public Result<Page<List<String>>> off(Optional<String> token) {
            return new Result.Success<>(new Page<>(List.of(), Optional.empty()));
        }

        @Override
        public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
            return off(token);
        }
    };
}
