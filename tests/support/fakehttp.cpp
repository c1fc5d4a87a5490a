// SPDX-License-Identifier: MIT
#include "support/fakehttp.h"

#include <QTest>

namespace cw::test
{

void FakeHttp::expect(net::Method method, const char *url, const Answer &answer)
{
    m_script.append({method, QUrl(QString::fromLatin1(url)), answer});
}

FakeHttp::Answer FakeHttp::json(int status, const QByteArray &body, const Headers &headers)
{
    return FakeHttp::body(status, status < 400 ? "application/json" : "application/problem+json", body, headers);
}

FakeHttp::Answer FakeHttp::body(
    int status, const QByteArray &contentType, const QByteArray &body, const Headers &headers)
{
    net::HttpResponse response;
    response.status = status;
    response.headers = Headers {{"content-type", contentType}} + headers;
    response.body = body;
    return response;
}

FakeHttp::Answer FakeHttp::nonce(const QByteArray &nonce)
{
    return body(200, QByteArray(), QByteArray(), {{"replay-nonce", nonce}});
}

FakeHttp::Answer FakeHttp::lost(NetworkFailure::Stage stage)
{
    return Failure(NetworkFailure {stage, QUrl(), QStringLiteral("Connection closed")});
}

QList<FakeHttp::Answer> FakeHttp::sendAll(const QList<net::HttpRequest> &batch, CancelToken &token)
{
    if (onSend)
        onSend();
    batches.append(batch.size());
    QList<Answer> answers;
    for (const net::HttpRequest &request : batch) {
        if (token.isCanceled()) {
            answers.append(Failure(Canceled()));
            continue;
        }
        requests.append(request);
        answers.append(answerTo(request));
    }
    return answers;
}

FakeHttp::Answer FakeHttp::answerTo(const net::HttpRequest &request)
{
    for (qsizetype i = 0; i < m_script.size(); ++i) {
        if (m_script.at(i).method != request.method || m_script.at(i).url != request.url)
            continue;
        Answer answer = m_script.takeAt(i).answer;
        if (answer)
            answer->url = request.url;
        return answer;
    }
    const QString text
        = QStringLiteral("unexpected request %1 %2").arg(static_cast<int>(request.method)).arg(request.url.toString());
    QTest::qFail(qPrintable(text), __FILE__, __LINE__);
    return Failure(NetworkFailure {NetworkFailure::Stage::Connect, request.url, text});
}

} // namespace cw::test
