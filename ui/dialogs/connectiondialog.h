// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/connectionbook.h"
#include "ui/connections/secretstore.h"
#include "ui/dialogs/dialog.h"
#include "ui/dialogs/proberunner.h"

class QListWidget;
class QPushButton;

namespace shoppulse {

class ConnectionForm;
class ProbeView;

/// What the connection dialog works on; all of it outlives the dialog.
struct ConnectionParts {
    ConnectionBook& book;
    std::string bookPath;
    SecretStore& secrets;
    std::string profilesFolder;
};

/// Saved connections, the form of one, and its test. *Connect* saves it when it has a name and
/// emits connectRequested(), then closes unless the program answers by showProblem(). GUI thread.
class ConnectionDialog : public Dialog {
    Q_OBJECT
public:
    explicit ConnectionDialog(const ConnectionParts& parts, QWidget* parent = nullptr,
                              ProbeFunction probeFunction = &probe);

    /// Shows a saved connection; an unknown name is an empty form.
    void select(const QString& name);
    /// Says why the program could not connect.
    void showProblem(const Error& error);

signals:
    void connectRequested(const SavedConnection& saved, const KafkaConfig& withSecrets);

protected:
    void retranslate() override;
    void done(int result) override;

private:
    void build();
    void wire();
    void fillList();
    void listProfiles();
    void load(const QString& name);
    void readSecrets(const SavedConnection& connection);
    void startNew();
    void removeCurrent();
    /// False when the form is not complete, and says what is missing.
    bool check();
    bool save();
    /// Removes those of the saved connection that are not `kept`.
    void forgetSecrets(const SavedConnection& connection, const std::vector<std::string>& kept);
    void writeSecrets(const SavedConnection& connection);
    void test();
    void connectNow();
    [[nodiscard]] KafkaConfig configWithSecrets() const;
    void refresh();
    void say(const QString& text);

    ConnectionParts m_parts;
    QString m_current; ///< the saved connection that is shown; empty: a new one
    std::map<std::string, Secrets> m_sessionSecrets; ///< of connections touched in this session
    QLabel* m_listTitle;
    QListWidget* m_list;
    QPushButton* m_new;
    QPushButton* m_delete;
    ConnectionForm* m_form;
    ProbeView* m_probeView;
    QLabel* m_problem;
    QPushButton* m_test;
    QPushButton* m_close;
    QPushButton* m_save;
    QPushButton* m_connect;
    ProbeRunner m_runner;
};

} // namespace shoppulse
