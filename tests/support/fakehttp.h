// SPDX-License-Identifier: MIT
#pragma once

#include "net/httptransport.h"

#include <functional>

namespace cw::test
{

// A script of requests and their answers. Requests may come side by side; each takes the first line of the script that
// has its method and URL. A request that the script does not have fails the test.
//
//   FakeHttp http;
//   http.expectGet("https://ca.test/dir", FakeHttp::json(200, "{...}"));
//   ...
//   QVERIFY(http.isDone());
class FakeHttp final : public net::HttpTransport
{
public:
    using Answer = Result<net::HttpResponse>;
    struct Line {
        net::Method method = net::Method::Get;
        QUrl url;
        Answer answer;
    };

    void expect(net::Method method, const char *url, const Answer &answer);
    void expectGet(const char *url, const Answer &answer) { expect(net::Method::Get, url, answer); }
    void expectHead(const char *url, const Answer &answer) { expect(net::Method::Head, url, answer); }
    void expectPost(const char *url, const Answer &answer) { expect(net::Method::Post, url, answer); }

    using Headers = QList<QPair<QByteArray, QByteArray>>;
    static Answer json(int status, const QByteArray &body, const Headers &headers = {});
    static Answer body(int status, const QByteArray &contentType, const QByteArray &body, const Headers &headers = {});
    static Answer nonce(const QByteArray &nonce);
    static Answer lost(NetworkFailure::Stage stage = NetworkFailure::Stage::Transfer);

    // Every line of the script was used.
    bool isDone() const { return m_script.isEmpty(); }

    QList<net::HttpRequest> requests; // all that were sent, in their order
    QList<qsizetype> batches; // how many went out at once
    std::function<void()> onSend; // before each batch

    QList<Answer> sendAll(const QList<net::HttpRequest> &requests, CancelToken &token) override;

private:
    Answer answerTo(const net::HttpRequest &request);

    QList<Line> m_script;
};

} // namespace cw::test
