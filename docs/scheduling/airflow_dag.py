"""Clean yesterday's crawl every night, let it through the gate, and only then hand it on.

Put this file into the DAGs folder of Airflow 2.4 or newer; pagewinnow must be installed where its workers run.
A task that is killed or retried goes on where it stopped. Status 2 (wrong use) fails at once, without retries.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.exceptions import AirflowFailException
    from airflow.operators.python import PythonOperator

CRAWL = "/data/crawl/{{ ds }}"
CLEAN = "/data/clean/{{ ds }}"


def pagewinnow(*arguments: str) -> None:
    """Run the command; a failure raises, wrong use raises what Airflow does not retry."""
    status = subprocess.run(["pagewinnow", *arguments], check=False).returncode
    if status == 2:
        raise AirflowFailException(f"wrong use: pagewinnow {' '.join(arguments)}")
    if status != 0:
        raise RuntimeError(f"pagewinnow {arguments[0]} ended with status {status}")


with DAG(
    dag_id="pagewinnow",
    schedule="15 2 * * *",
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    clean = PythonOperator(
        task_id="clean",
        python_callable=pagewinnow,
        op_args=["run", CRAWL, "--out", CLEAN, "--log-format", "json"],
    )
    gate = PythonOperator(
        task_id="gate",
        python_callable=pagewinnow,
        op_args=["check", CLEAN, "--min-articles", "100", "--max-dropped", "0.2", "--max-farm", "0.5"],
        retries=0,
    )
    clean.set_downstream(gate)
