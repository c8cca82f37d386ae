import '@fontsource-variable/inter/wght.css';
import './ui/theme.css';
import { start } from './app/start.tsx';

start();
