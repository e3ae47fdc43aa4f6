package io.pitrguard.aws;

import java.io.IOException;

/** Reports an answer that a proxy or gateway gave in AWS's place. */
public final class ForeignAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    /** Describes a proxy that asks who the caller is. */
    static final String PROXY_DENIED =
            "look at the proxy between, which asks for a user and a password: check HTTPS_PROXY"
                    + " and HTTP_PROXY, or exempt the host in NO_PROXY";

    private static final int PROXY_DENIED_STATUS = 407;

    private ForeignAnswerException(String message) {
        super(message);
    }

    /** Returns the failure for an answer of this content type. */
    static ForeignAnswerException of(String contentType, int status) {
        return new ForeignAnswerException("this answer is not AWS's (%s, HTTP %d): %s"
                .formatted(
                        contentType,
                        status,
                        status == PROXY_DENIED_STATUS ? PROXY_DENIED : "look at the proxy between"));
    }
}
