//! Where a story takes place: a fresh, migrated database of either kind, removed afterwards.

use std::future::Future;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use troth_store::Store;

/// The address of a PostgreSQL server, if there is one for tests.
pub(crate) const SERVER: &str = "TROTH_TEST_POSTGRES";

/// A fresh database.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) store: Store,
    pub(crate) url: String,
}

impl Scene {
    async fn at(url: String) -> Self {
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, url }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Runs SQL past the store, as somebody with the file or the server in hands could.
    pub(crate) async fn raw(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_sqlite() {
            let mut connection = self.sqlite().await;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
            connection.close().await
        } else {
            let mut connection = PgConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
            connection.close().await
        }
    }

    /// How many rows a table has.
    pub(crate) async fn count(&self, table: &str) -> i64 {
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        if self.is_sqlite() {
            sqlx::query(sql).fetch_one(&mut self.sqlite().await).await.unwrap().get(0)
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query(sql).fetch_one(&mut connection).await.unwrap().get(0)
        }
    }

    /// The tables in which `word` stands in some column, as a dump would show it.
    pub(crate) async fn tables_with(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        if self.is_sqlite() {
            let mut on = self.sqlite().await;
            let columns = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                           WHERE m.type = 'table' ORDER BY m.name, c.cid";
            for row in sqlx::query(columns).fetch_all(&mut on).await.unwrap() {
                let (table, column): (String, String) = (row.get(0), row.get(1));
                let sql = format!(
                    "SELECT COUNT(*) FROM \"{table}\" WHERE instr(CAST(\"{column}\" AS TEXT), ?) > 0"
                );
                let sql = sqlx::query(AssertSqlSafe(sql)).bind(word);
                if sql.fetch_one(&mut on).await.unwrap().get::<i64, _>(0) > 0 {
                    found.push(table);
                }
            }
        } else {
            let mut on = PgConnection::connect(&self.url).await.unwrap();
            let tables =
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1";
            for row in sqlx::query(tables).fetch_all(&mut on).await.unwrap() {
                let table: String = row.get(0);
                let sql = format!("SELECT COUNT(*) FROM \"{table}\" t WHERE position($1 IN t::text) > 0");
                let sql = sqlx::query(AssertSqlSafe(sql)).bind(word);
                if sql.fetch_one(&mut on).await.unwrap().get::<i64, _>(0) > 0 {
                    found.push(table);
                }
            }
        }
        found.dedup();
        found
    }

    async fn sqlite(&self) -> SqliteConnection {
        let file = self.url.strip_prefix("sqlite:").unwrap();
        SqliteConnectOptions::new().filename(file).connect().await.unwrap()
    }
}

pub(crate) async fn on_sqlite<S, F>(story: S)
where
    S: FnOnce(Scene) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::at(format!("sqlite:{}", folder.path().join("troth.db").display())).await;
    // Spawned, so that a future that cannot move between threads does not compile here.
    tokio::spawn(story(scene.clone())).await.unwrap();
    scene.store.close().await;
}

pub(crate) async fn on_postgres<S, F>(story: S)
where
    S: FnOnce(Scene) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var(SERVER) else { return };
    let name = format!("troth_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    on_server(&server, &format!("CREATE DATABASE {name}")).await;
    let url = PgConnectOptions::from_str(&server).unwrap().database(&name).to_url_lossy().to_string();
    let scene = Scene::at(url).await;
    let told = tokio::spawn(story(scene.clone())).await;
    scene.store.close().await;
    on_server(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    told.unwrap();
}

async fn on_server(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Runs each story on both databases.
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {$(
            #[tokio::test]
            async fn $name() {
                crate::scene::on_sqlite(super::$name).await;
            }
        )+}
        mod postgres {$(
            #[tokio::test]
            async fn $name() {
                crate::scene::on_postgres(super::$name).await;
            }
        )+}
    };
}

#[test]
fn says_whether_the_stories_were_told_on_postgresql() {
    use std::io::Write;
    if std::env::var(SERVER).is_err() {
        // Written past the test harness, which would swallow it.
        writeln!(std::io::stderr(), "PostgreSQL: stories not run, {SERVER} is not set").unwrap();
    }
}
