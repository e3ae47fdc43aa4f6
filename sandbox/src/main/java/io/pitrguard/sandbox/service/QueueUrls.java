package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.wire.Input;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How requests name their queue. */
final class QueueUrls {

    private static final Pattern URL = Pattern.compile("https?://[^/]+/(\\d{12})/([A-Za-z0-9_.-]+)");

    private QueueUrls() {}

    /** Returns the queue that the URL of a request leads to. */
    static Queue require(Input input, Account account) {
        String url = input.text("QueueUrl").orElseThrow(() -> SqsErrors.missing("QueueUrl"));
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw SqsErrors.invalidAddress(url);
        }
        if (!matcher.group(1).equals(account.location().account())) {
            throw SqsErrors.noQueue();
        }
        return account.queues().find(matcher.group(2)).orElseThrow(SqsErrors::noQueue);
    }
}
